global using System;
global using System.Collections.Generic;
global using System.Linq;
global using TensorAot;
global using static TensorAot.LaterOps;
global using static TensorAot.Ops;
