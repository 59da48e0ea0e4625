import type { Tensor } from '../tensors.ts';
import { encodeModel } from './schema.ts';

/** ONNX's numbers for element types and kinds of attributes. */
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE = { int: 2, ints: 7 } as const;
/** From 18 on, ReduceMean takes its axes as an input. */
const OPSET = 13;
const IR_VERSION = 8;

/** A length, or the name of one that may differ from run to run. */
type Dimension = number | 'batch';

/** Collects the nodes of an ONNX graph; values are referred to by their names. */
export interface GraphBuilder {
  /** A float input of the graph. Returns its name. */
  input(name: string, shape: readonly Dimension[]): string;
  /** Marks a value as an output of the graph. */
  output(name: string, shape: readonly Dimension[]): void;
  /** A float array that is part of the graph. Returns its name. */
  constant(tensor: Tensor): string;
  /** A list of integers (a shape, axes), stored once however often it is asked for. Returns its name. */
  ints(values: readonly number[]): string;
  /** An operator of ONNX with one output. Returns the output's name: `name`, or a new one. */
  op(type: string, inputs: readonly string[], attributes?: Attributes, name?: string): string;
  /** The file that onnxruntime loads. */
  encode(): Uint8Array;
}

type Attributes = Readonly<Record<string, number | readonly number[]>>;

export function createGraph(): GraphBuilder {
  const [nodes, initializers, inputs, outputs]: [object[], object[], object[], object[]] = [[], [], [], []];
  const integerLists = new Map<string, string>();
  let values = 0;
  const nextName = () => `v${values++}`;

  const addInitializer = (dataType: number, dims: readonly number[], data: Float32Array | BigInt64Array): string => {
    const name = nextName();
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    initializers.push({ name, dataType, dims, rawData });
    return name;
  };

  return {
    input(name, shape) {
      inputs.push(valueInfo(name, shape));
      return name;
    },
    output(name, shape) {
      outputs.push(valueInfo(name, shape));
    },
    constant: ({ shape, data }) => addInitializer(FLOAT, shape, data),
    ints(list) {
      const key = list.join();
      const name = integerLists.get(key) ?? addInitializer(INT64, [list.length], BigInt64Array.from(list.map(BigInt)));
      integerLists.set(key, name);
      return name;
    },
    op(opType, operands, attributes = {}, name = nextName()) {
      const attribute = Object.entries(attributes).map(([key, value]) => encodeAttribute(key, value));
      nodes.push({ opType, input: operands, output: [name], attribute });
      return name;
    },
    encode: () =>
      encodeModel({
        irVersion: IR_VERSION,
        opsetImport: [{ domain: '', version: OPSET }],
        graph: { name: 'warmstart', node: nodes, initializer: initializers, input: inputs, output: outputs },
      }),
  };
}

function encodeAttribute(name: string, value: number | readonly number[]) {
  return typeof value === 'number'
    ? { name, i: value, type: ATTRIBUTE.int }
    : { name, ints: value, type: ATTRIBUTE.ints };
}

function valueInfo(name: string, shape: readonly Dimension[]) {
  const dim = shape.map((length) => (typeof length === 'number' ? { dimValue: length } : { dimParam: length }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}
