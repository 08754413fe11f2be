global using TensorAot;
global using TensorAot.Cuda;
global using TensorAot.Cuda.Emulation;
