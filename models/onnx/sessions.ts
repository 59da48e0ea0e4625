import { type InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Tensor } from '../tensors.ts';

/** @param keepsMemory what a run has needed stays with the session for the next: faster, but never given back. */
export type OpenSession = (graph: Uint8Array, keepsMemory?: boolean) => Promise<InferenceSession>;

type Session = Pick<InferenceSession, 'run' | 'release'>;

/**
 * A session that opens when it first runs: many a network only ever trains, or only ever runs forward. A run fails when
 * opening did, and after the release.
 */
export function openWhenNeeded(open: () => Promise<Session>) {
  let opened: Promise<Session> | undefined;
  let isReleased = false;
  return {
    async run(...inputs: [feeds: InferenceSession.FeedsType, fetches?: InferenceSession.FetchesType]) {
      if (isReleased) throw new Error('the session was released');
      opened ??= open();
      const [feeds, fetches] = inputs;
      const session = await opened;
      return fetches ? session.run(feeds, fetches) : session.run(feeds);
    },
    async release() {
      isReleased = true;
      // Where opening failed, the run has said so, and nothing is left to release.
      await opened?.then(
        (session) => session.release(),
        () => undefined,
      );
    },
  };
}

export function toOrt({ shape, data }: Tensor): OrtTensor {
  return new OrtTensor('float32', data, shape);
}

export function floatsOf(outputs: InferenceSession.ReturnType, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`onnxruntime gave no floats for "${name}"`);
  return data;
}
