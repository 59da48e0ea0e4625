import type { Engine, Trunk } from '../engine-interface.ts';
import { arrayOf, toEngineLayout } from '../layout.ts';
import { activationShape } from '../resnet18.ts';
import type { Tensor } from '../tensors.ts';
import { floatsOf, type OpenSession, toOrt } from './sessions.ts';
import { TAPS_SIDE } from './tap-product.ts';
import { openTop } from './top.ts';
import { buildTrunkGraph } from './trunk-graph.ts';

type Spec = Parameters<Engine['openTrunk']>[0];

/**
 * @param layouts is given the convolutions that were brought into the engines' layout, by those that they come from:
 * what opens them for training next need not do so again.
 */
export async function openTrunk(open: OpenSession, spec: Spec, layouts: WeakMap<Tensor, Tensor>): Promise<Trunk> {
  const wanted = spec.boundaries;
  const isSmall = activationShape('layer4', spec.size)[0] === TAPS_SIDE;
  if (isSmall && wanted.includes('layer3') && wanted.includes('features')) return openInTwo(open, spec, layouts);
  const session = await open(buildTrunkGraph(spec));
  return {
    async run(pictures, count) {
      const shape = [count, spec.size, spec.size, 3];
      const outputs = await session.run({ pictures: toOrt({ shape, data: pictures }) });
      return new Map(spec.boundaries.map((boundary) => [boundary, floatsOf(outputs, boundary)]));
    },
    release: () => session.release(),
  };
}

/**
 * Up to layer3, and layer4 as it will train: three quarters of the weights need not be made part of a session, which
 * takes a tenth of a second. With larger maps onnxruntime's own convolutions are worth that.
 */
async function openInTwo(open: OpenSession, spec: Spec, layouts: WeakMap<Tensor, Tensor>): Promise<Trunk> {
  const boundaries = spec.boundaries.filter((name) => name !== 'features');
  const lower = await openTrunk(open, { ...spec, boundaries }, layouts);
  const [classes = 0] = arrayOf(spec.tensors, 'fc.bias').shape;
  const layer4 = openTop(open, { ...spec, boundary: 'layer3', classes }, (tensor) => {
    const moved = layouts.get(tensor) ?? toEngineLayout(tensor);
    // All else is cheap to copy, and a head is replaced before it trains: nothing would ever take it from here.
    if (tensor.shape.length === 4) layouts.set(tensor, moved);
    return moved;
  });
  return {
    async run(pictures, count) {
      const outputs = await lower.run(pictures, count);
      const { features } = await layer4.forward(outputs.get('layer3') ?? new Float32Array(), count);
      return new Map([...outputs, ['features', features]]);
    },
    async release() {
      await Promise.all([lower.release(), layer4.release()]);
    },
  };
}
