global using TensorAot;
global using static TensorAot.Ops;

// Ops has a method of this name; the tests mean NUnit's.
global using Assert = NUnit.Framework.Assert;
