// Runs CUDA C text on the CPU: include this file first, then the text, unchanged, then one EMU_EXPORT(kernel) for
// each kernel. One translation unit a library. README.md says what is modelled and what is not.
#pragma once

#include "language.h"
#include "context.h"
#include "block.h"
#include "barrier.h"
#include "warp.h"
#include "atomics.h"
#include "intrinsics.h"
#include "launch.h"
