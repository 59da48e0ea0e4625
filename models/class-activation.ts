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
  /** The networks to look through; up to `boundary` they are the base. */
  networks: readonly Tensors[];
  boundary: Boundary;
  classes: number;
  preprocessing: Preprocessing;
  /** With a shorter side of `resize` pixels, or more. */
  pictures: readonly Picture[];
}

/** A map has at least so many places a side: as many as ResNet-18 gives at 224 px. */
const MIN_SIDE = 7;
/** Each place of the last layer stands for so many pixels of the input. */
const PLACE_PX = 32;

/**
 * Runs pictures through trained networks and keeps what their last layer gives, for Grad-CAM heat maps (Selvaraju et
 * al. 2017, "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization").
 *
 * Grad-CAM weights each channel k of the last feature maps A by the spatial mean of the gradient of the class's logit
 * y, α_k = (1 / Z) Σ_ij ∂y / ∂A_kij with Z places, and shows ReLU(Σ_k α_k A_k). In a ResNet, y = Σ_k w_k · (1 / Z)
 * Σ_ij A_kij + b, so that ∂y / ∂A_kij = w_k / Z at every place and α_k = w_k / Z: no gradient need be computed. The map
 * is ReLU(Σ_k w_k A_k) / Z, which is CAM (Zhou et al. 2016), rectified. Here it comes with that factor 1 / Z.
 *
 * At 64 px the last layer has 2 × 2 places only. A larger input would change what the network says; instead the picture
 * is moved under it, once for each place of the map, and read where the network looks at the middle (`docs/train.md`).
 *
 * @returns for each network what it makes of each picture.
 */
export async function lookAtPictures(spec: LookSpec): Promise<Seen[][]> {
  const { engine, base, networks, classes, preprocessing, pictures } = spec;
  const { size } = preprocessing;
  // With a frozen body too, the last layer's own output is needed, not only its mean.
  const boundary = spec.boundary === 'features' ? 'layer3' : spec.boundary;
  const trunk = await engine.openTrunk({ tensors: base, size, boundaries: [boundary] });
  const looks: Look[] = [];
  try {
    for (const picture of pictures) {
      const views = viewsOf(picture, preprocessing);
      const activations = (await trunk.run(concatenate(views), views.length)).get(boundary);
      looks.push({ count: views.length, activations: activations ?? new Float32Array() });
    }
  } finally {
    await trunk.release();
  }
  const seen: Seen[][] = [];
  for (const tensors of networks) {
    const top = await engine.openTop({ tensors, size, boundary, classes });
    const head = tensors.get('fc.weight')?.data ?? new Float32Array(classes * FEATURES);
    try {
      const ofPictures: Seen[] = [];
      for (const look of looks) ofPictures.push(await see(top, look, head));
      seen.push(ofPictures);
    } finally {
      await top.release();
    }
  }
  return seen;
}

/** The views of a picture at the boundary: the centre as it is judged, then the moved ones. */
interface Look {
  count: number;
  activations: Float32Array;
}

async function see(top: Top, { count, activations }: Look, head: Float32Array): Promise<Seen> {
  const { logits, layers } = await top.forward(activations, count);
  const last = layers.get('layer4') ?? { shape: [], data: new Float32Array() };
  return {
    logits: logits.slice(0, logits.length / count),
    mapOf(label) {
      const maps = classMaps(last, head.subarray(label * FEATURES, (label + 1) * FEATURES));
      return count === 1 ? (maps[0] as ClassMap) : middlesOf(maps.slice(1));
    },
  };
}

/**
 * Where the place right below the middle looks, as a share of the input: its receptive field's centre is the middle, its
 * weight lies a little further on. Measured at 64 px: half-size objects on plain ground are found within 6 pixels.
 */
const LOOKS_AT = 36 / 64;

/** The centre of a picture, then, where the last layer is coarse, a view for each place of the map, row by row. */
function viewsOf(picture: Picture, preprocessing: Preprocessing): Float32Array[] {
  const { size, resize } = preprocessing;
  const shorter = Math.min(picture.width, picture.height);
  const centre = centreCrop(picture, Math.round((shorter * size) / resize));
  const plain = viewOf(picture, centre, preprocessing);
  if (Math.ceil(size / PLACE_PX) >= MIN_SIDE) return [plain];
  const moves = Array.from({ length: MIN_SIDE }, (_, i) => ((i + 0.5) / MIN_SIDE - LOOKS_AT) * centre.side);
  // Beyond its border a picture goes on with the border's colours.
  const moved = moves.flatMap((down) =>
    moves.map((right) =>
      viewOf(picture, { ...centre, left: centre.left + right, top: centre.top + down }, preprocessing),
    ),
  );
  return [plain, ...moved];
}

/** The place right below the middle of each of the moved views, as one map. */
function middlesOf(maps: readonly ClassMap[]): ClassMap {
  const values = maps.map(({ side, values: own }) => {
    const middle = Math.floor(side / 2);
    return own[middle * side + middle] as number;
  });
  return { side: MIN_SIDE, values: Float32Array.from(values) };
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

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const length = arrays[0]?.length ?? 0;
  const all = new Float32Array(arrays.length * length);
  arrays.forEach((array, i) => {
    all.set(array, i * length);
  });
  return all;
}
