/**
 * ResNet-18 as torchvision defines it (He et al. 2015, "Deep Residual Learning for Image Recognition"), as data: the
 * names are torchvision's, so that its weight files can be read, and every engine builds its graph from this.
 */

/** The stages in the order in which a picture passes through them. */
export const STAGES = ['stem', 'layer1', 'layer2', 'layer3', 'layer4', 'head'] as const;
export type Stage = (typeof STAGES)[number];

/** The stages that are made of residual blocks. */
export const LAYERS = ['layer1', 'layer2', 'layer3', 'layer4'] as const;
export type Layer = (typeof LAYERS)[number];

/** A convolution without bias and the batch norm after it. */
export interface ConvNorm {
  /** torchvision's prefix of the convolution; its parameter is `${conv}.weight`, of shape [out, in, kernel, kernel]. */
  conv: string;
  /** torchvision's prefix of the batch norm: `weight` (scale), `bias` (shift), `running_mean`, `running_var`. */
  norm: string;
  inChannels: number;
  outChannels: number;
  kernel: number;
  stride: number;
  padding: number;
}

/** relu(second(relu(first(x))) + (shortcut ? shortcut(x) : x)) */
export interface Block {
  first: ConvNorm;
  second: ConvNorm;
  shortcut?: ConvNorm;
}

/** A named array of the network, with torchvision's name and shape. */
export interface Shape {
  name: string;
  shape: readonly number[];
}

/** Channels of the last activation: what the head reads. */
export const FEATURES = 512;
/** torchvision's `BatchNorm2d` adds this to the variance. */
export const NORM_EPSILON = 1e-5;
/** The first layer's 3 × 3 max pooling. */
export const STEM_POOL = { kernel: 3, stride: 2, padding: 1 } as const;

export const STEM: ConvNorm = {
  conv: 'conv1',
  norm: 'bn1',
  inChannels: 3,
  outChannels: 64,
  kernel: 7,
  stride: 2,
  padding: 3,
};

const CHANNELS: Record<Layer, number> = { layer1: 64, layer2: 128, layer3: 256, layer4: 512 };

/** The two residual blocks of a layer; from layer2 on the first halves the resolution and doubles the channels. */
export function blocksOf(layer: Layer): readonly [Block, Block] {
  const outChannels = CHANNELS[layer];
  const inChannels = layer === 'layer1' ? outChannels : outChannels / 2;
  const stride = layer === 'layer1' ? 1 : 2;
  const three = (prefix: string, index: 1 | 2, channels: number, step: number): ConvNorm => ({
    conv: `${prefix}.conv${index}`,
    norm: `${prefix}.bn${index}`,
    inChannels: channels,
    outChannels,
    kernel: 3,
    stride: step,
    padding: 1,
  });
  const opening: Block = {
    first: three(`${layer}.0`, 1, inChannels, stride),
    second: three(`${layer}.0`, 2, outChannels, 1),
  };
  if (stride > 1) {
    const prefix = `${layer}.0.downsample`;
    const sizes = { inChannels, outChannels, kernel: 1, stride, padding: 0 };
    opening.shortcut = { conv: `${prefix}.0`, norm: `${prefix}.1`, ...sizes };
  }
  return [opening, { first: three(`${layer}.1`, 1, outChannels, 1), second: three(`${layer}.1`, 2, outChannels, 1) }];
}

/** Every convolution of a stage, in torchvision's order; the head has none. */
export function convsOf(stage: Stage): readonly ConvNorm[] {
  if (stage === 'head') return [];
  if (stage === 'stem') return [STEM];
  return blocksOf(stage).flatMap(({ first, second, shortcut }) => [first, second, ...(shortcut ? [shortcut] : [])]);
}

/** What a stage can learn, in torchvision's names and shapes. `classes` is the number of outputs of the head. */
export function parametersOf(stage: Stage, classes: number): Shape[] {
  if (stage === 'head') {
    return [
      { name: 'fc.weight', shape: [classes, FEATURES] },
      { name: 'fc.bias', shape: [classes] },
    ];
  }
  return convsOf(stage).flatMap(({ conv, norm, inChannels, outChannels, kernel }) => [
    { name: `${conv}.weight`, shape: [outChannels, inChannels, kernel, kernel] },
    { name: `${norm}.weight`, shape: [outChannels] },
    { name: `${norm}.bias`, shape: [outChannels] },
  ]);
}

/** The statistics that batch norm keeps: never trained, since it stays in evaluation mode. */
export function statisticsOf(stage: Stage): Shape[] {
  return convsOf(stage).flatMap(({ norm, outChannels }) => [
    { name: `${norm}.running_mean`, shape: [outChannels] },
    { name: `${norm}.running_var`, shape: [outChannels] },
  ]);
}

/** How many numbers the given stages can learn. */
export function countParameters(stages: readonly Stage[], classes: number): number {
  return stages
    .flatMap((stage) => parametersOf(stage, classes))
    .reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
}

/** The side of a convolution's or pooling's output, in pixels. */
export function outputSide(side: number, { kernel, stride, padding }: Pick<ConvNorm, 'kernel' | 'stride' | 'padding'>) {
  return Math.floor((side + 2 * padding - kernel) / stride) + 1;
}

/** [height, width, channels] of what leaves a stage for pictures of `size` × `size` pixels. */
export function activationShape(stage: Exclude<Stage, 'head'>, size: number): [number, number, number] {
  let side = outputSide(outputSide(size, STEM), STEM_POOL);
  if (stage === 'stem') return [side, side, STEM.outChannels];
  for (const layer of LAYERS) {
    side = outputSide(side, blocksOf(layer)[0].first);
    if (layer === stage) break;
  }
  return [side, side, CHANNELS[stage]];
}
