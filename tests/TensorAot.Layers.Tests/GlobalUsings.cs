global using TensorAot;
global using TensorAot.Layers;
global using TensorAot.Optimizers;
global using static TensorAot.Ops;

// Ops has a method of this name; the tests mean NUnit's.
global using Assert = NUnit.Framework.Assert;
