import { activationShape, FEATURES, type Stage } from './resnet18.ts';
import { sizeOf, type Tensor, type Tensors } from './tensors.ts';

/** Where the frozen part ends: behind a layer, or at the 512 features that the head reads. */
export const BOUNDARIES = ['layer1', 'layer2', 'layer3', 'features'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** The stages behind a boundary: those that train when the frozen part ends there. */
export const OPEN_STAGES = {
  layer1: ['layer2', 'layer3', 'layer4', 'head'],
  layer2: ['layer3', 'layer4', 'head'],
  layer3: ['layer4', 'head'],
  features: ['head'],
} as const satisfies Record<Boundary, readonly Stage[]>;

/** What runs the numbers, for reports. */
export interface EngineLabel {
  engine: 'onnx' | 'tfjs';
  /** onnxruntime's execution provider or TensorFlow.js' backend. */
  provider: string;
  device: string;
}

export interface Engine {
  readonly label: EngineLabel;
  /** The frozen network from pictures of `size` × `size` pixels to the activations at the given boundaries. */
  openTrunk(spec: { tensors: Tensors; size: number; boundaries: readonly Boundary[] }): Promise<Trunk>;
  /** The trainable network behind a boundary, starting from `tensors` with its head of `classes` outputs. */
  openTop(spec: { tensors: Tensors; size: number; boundary: Boundary; classes: number }): Promise<Top>;
}

export interface Trunk {
  /**
   * @param pictures float32 [count, size, size, 3], normalised.
   * @returns for each boundary float32 [count, ...activation], channels last.
   */
  run(pictures: Float32Array, count: number): Promise<Map<Boundary, Float32Array>>;
  release(): Promise<void>;
}

export interface Top {
  /**
   * What trains, by torchvision's names, convolutions as [kernel · kernel · in, out]; see `layout.ts`. An optimiser
   * gives each tensor an array of its own, since others may read the one it finds; each call below reads them anew.
   */
  readonly parameters: ReadonlyMap<string, Tensor>;
  /**
   * Mean cross-entropy over the batch, with all its gradients, batch norm in evaluation mode.
   * @param activations float32 [labels.length, ...activation] at the boundary.
   * @param into arrays that the gradients are written to, by the names of the parameters; absent: arrays of its own.
   */
  gradients(
    activations: Float32Array,
    labels: readonly number[],
    into?: ReadonlyMap<string, Float32Array>,
  ): Promise<Gradients>;
  /** @returns logits [count, classes] and the output of each open layer [count, height, width, channels]. */
  forward(activations: Float32Array, count: number): Promise<Forward>;
  release(): Promise<void>;
}

export interface Gradients {
  loss: number;
  /** [labels.length, classes], before the step. */
  logits: Float32Array;
  /** By the names of the parameters, in their layout. */
  gradients: ReadonlyMap<string, Float32Array>;
}

export interface Forward {
  logits: Float32Array;
  /** [count, 512]: what the head reads. */
  features: Float32Array;
  /** The output of each open layer, channels last. */
  layers: ReadonlyMap<string, Tensor>;
}

/** The shape of one picture's activation at a boundary. */
export function boundaryShape(boundary: Boundary, size: number): number[] {
  return boundary === 'features' ? [FEATURES] : activationShape(boundary, size);
}

/** How many numbers one picture has at a boundary. */
export function boundarySize(boundary: Boundary, size: number): number {
  return sizeOf(boundaryShape(boundary, size));
}
