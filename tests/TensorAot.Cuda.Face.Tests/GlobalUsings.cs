global using TensorAot;
global using TensorAot.Cuda;
global using TensorAot.Cuda.Emulation;
global using static TensorAot.Ops;

// Ops has a method of this name; the tests mean NUnit's.
global using Assert = NUnit.Framework.Assert;
