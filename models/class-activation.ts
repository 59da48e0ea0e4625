import type { Boundary, Engine, Top } from './engine-interface.ts';
import { FEATURES } from './resnet18.ts';
import type { Tensor, Tensors } from './tensors.ts';
import { centreCrop, type Picture, viewOf } from './views.ts';
import type { Preprocessing } from './weights/catalogue.ts';

/** How much each place of a picture speaks for a class: 0 and more, row by row from the top. */
export interface ClassMap {
  side: number;
  values: Float32Array;
}

/** What a network makes of a picture. */
export interface Seen {
  /** [classes], for the centre of the picture, as it is judged. */
  logits: Float32Array;
  /** Covers that centre. */
  mapOf(label: number): ClassMap;
}

interface LookSpec {
  engine: Engine;
  /** The network that training started from. */
  base: Tensors;
  /** The network to look through; up to `boundary` it is the base. */
  trained: Tensors;
  boundary: Boundary;
  classes: number;
  preprocessing: Preprocessing;
  /** With a shorter side of `resize` pixels, or more for a finer look. */
  pictures: readonly Picture[];
}

/** A map has at least so many places a side: as many as ResNet-18 gives at 224 px. */
const MIN_SIDE = 7;

/**
 * Runs pictures through a trained network and keeps what its last layer gives, for Grad-CAM heat maps (Selvaraju et al.
 * 2017, "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization").
 *
 * Grad-CAM weights each channel k of the last feature maps A by the spatial mean of the gradient of the class's logit
 * y, α_k = (1 / Z) Σ_ij ∂y / ∂A_kij with Z places, and shows ReLU(Σ_k α_k A_k). In a ResNet, y = Σ_k w_k · (1 / Z)
 * Σ_ij A_kij + b, so that ∂y / ∂A_kij = w_k / Z at every place and α_k = w_k / Z: no gradient need be computed. The map
 * is ReLU(Σ_k w_k A_k) / Z, which is CAM (Zhou et al. 2016), rectified. Here it comes with that factor 1 / Z.
 *
 * At 64 px the last layer has 2 × 2 places only. Then the picture is moved under the network by parts of a place's
 * width, and the maps are put together ("shift and stitch", Long et al. 2015, "Fully Convolutional Networks"): the
 * network sees all at the size that it was trained for, where a larger input would change what it says.
 */
export async function lookAtPictures(spec: LookSpec): Promise<Seen[]> {
  const { engine, base, trained, classes, preprocessing, pictures } = spec;
  const { size } = preprocessing;
  // With a frozen body too, the last layer's own output is needed, not only its mean.
  const boundary = spec.boundary === 'features' ? 'layer3' : spec.boundary;
  const head = trained.get('fc.weight')?.data ?? new Float32Array(classes * FEATURES);
  const trunk = await engine.openTrunk({ tensors: base, size, boundaries: [boundary] });
  let top: Top | undefined;
  try {
    top = await engine.openTop({ tensors: trained, size, boundary, classes });
    const seen: Seen[] = [];
    for (const picture of pictures) {
      const { views, shifts } = shiftedViews(picture, preprocessing);
      const activations = (await trunk.run(concatenate(views), views.length)).get(boundary) ?? new Float32Array();
      const { logits, layers } = await top.forward(activations, views.length);
      const maps = layers.get('layer4') ?? { shape: [], data: new Float32Array() };
      seen.push({
        logits: logits.slice(0, classes),
        mapOf: (label) => stitch(classMaps(maps, head.subarray(label * FEATURES, (label + 1) * FEATURES)), shifts),
      });
    }
    return seen;
  } finally {
    await top?.release();
    await trunk.release();
  }
}

/** The centre of a picture, then, where the maps are coarse, the same moved by `shifts` × `shifts` parts of a place. */
function shiftedViews(picture: Picture, preprocessing: Preprocessing): { views: Float32Array[]; shifts: number } {
  const { size, resize } = preprocessing;
  const shorter = Math.min(picture.width, picture.height);
  const centre = centreCrop(picture, Math.round((shorter * size) / resize));
  const places = Math.ceil(size / 32);
  const shifts = Math.ceil(MIN_SIDE / places);
  const views = [viewOf(picture, centre, preprocessing)];
  if (shifts === 1) return { views, shifts };
  const step = centre.side / (places * shifts);
  const moves = Array.from({ length: shifts }, (_, i) => (i - (shifts - 1) / 2) * step);
  // Beyond its border a picture goes on with the border's colours.
  const moved = moves.flatMap((top) =>
    moves.map((left) => viewOf(picture, { ...centre, left: centre.left + left, top: centre.top + top }, preprocessing)),
  );
  return { views: [...views, ...moved], shifts };
}

/**
 * ReLU(Σ_k w_k A_k) / Z for each view.
 * @param maps [views, side, side, channels]
 * @param weights of the class, [channels]
 */
export function classMaps({ shape, data }: Tensor, weights: Float32Array): ClassMap[] {
  const [views = 0, side = 0] = shape;
  const places = side * side;
  const valueAt = (place: number) => {
    const channels = data.subarray(place * weights.length, (place + 1) * weights.length);
    return Math.max(0, weights.reduce((sum, weight, k) => sum + weight * (channels[k] as number), 0) / places);
  };
  return Array.from({ length: views }, (_, view) => ({
    side,
    values: Float32Array.from({ length: places }, (_, place) => valueAt(view * places + place)),
  }));
}

/** Puts the places of the moved views between each other. */
function stitch([centre, ...moved]: ClassMap[], shifts: number): ClassMap {
  if (!centre || moved.length === 0) return centre ?? { side: 0, values: new Float32Array() };
  const side = centre.side * shifts;
  const values = new Float32Array(side * side);
  moved.forEach((map, i) => {
    const [down, right] = [Math.floor(i / shifts), i % shifts];
    map.values.forEach((value, place) => {
      const y = Math.floor(place / map.side) * shifts + down;
      values[y * side + (place % map.side) * shifts + right] = value;
    });
  });
  return { side, values };
}

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const length = arrays[0]?.length ?? 0;
  const all = new Float32Array(arrays.length * length);
  arrays.forEach((array, i) => {
    all.set(array, i * length);
  });
  return all;
}
