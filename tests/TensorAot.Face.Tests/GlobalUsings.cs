global using TensorAot;
global using static TensorAot.Ops;
