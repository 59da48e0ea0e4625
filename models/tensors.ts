/** An array of 32-bit floats in row-major order. */
export interface Tensor {
  shape: readonly number[];
  data: Float32Array;
}

/** Named arrays, in torchvision's names and layouts unless said otherwise. */
export type Tensors = ReadonlyMap<string, Tensor>;

/** The number of elements of an array of this shape; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
