"""Makes the files of the folder data with NumPy: python3 make_numpy_files.py. Their values are those of NumPyFileTests."""
import os
import numpy as np

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data')
os.makedirs(folder, exist_ok=True)


def path(name):
    return os.path.join(folder, name)


numbers = np.array([[0, 1, 2], [3, 100, 127]])
for code in ['b1', 'i1', 'u1', '<i2', '>i2', '<u2', '<i4', '>i4', '<u4', '<i8', '>i8', '<u8', '<f2', '>f2', '<f4', '>f4', '<f8', '>f8']:
    name = code.replace('<', 'l').replace('>', 'b')
    np.save(path(name + '.npy'), numbers.astype(code))
cube = np.arange(24, dtype='<f4').reshape(2, 3, 4) - 0.5
np.save(path('fortran.npy'), np.asfortranarray(cube))
np.save(path('scalar.npy'), np.float64(-1.25))
np.save(path('empty.npy'), np.zeros((0, 3), '<f4'))
np.save(path('corners.npy'), np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 1.7976931348623157e308]))
np.save(path('halves.npy'), np.array([np.nan, np.inf, -np.inf, -0.0, 6e-8, 65504], '<f2'))
with open(path('version2.npy'), 'wb') as f:
    np.lib.format.write_array(f, cube, version=(2, 0))
with open(path('version3.npy'), 'wb') as f:
    np.lib.format.write_array(f, cube, version=(3, 0))
with open(path('several.npy'), 'wb') as f:
    np.save(f, np.arange(3, dtype='<i4'))
    np.save(f, np.arange(4, dtype='<f8'))
np.savez(path('stored.npz'), cube=cube, steps=np.int64(7), mask=np.array([True, False, True]))
np.savez_compressed(path('deflated.npz'), zeros=np.zeros((100, 100), '<f4'), cube=np.asfortranarray(cube))
np.savetxt(path('table.csv'), np.array([[1.5, -2e-3, np.nan], [np.inf, 0.1, 1e300]]), delimiter=',', header='a,b,c', comments='')
