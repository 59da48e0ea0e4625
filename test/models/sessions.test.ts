import { describe, expect, it } from 'vitest';
import { openWhenNeeded } from '../../models/onnx/sessions.ts';

function countingOpen() {
  const counts = { opened: 0, released: 0 };
  const open = async () => {
    counts.opened++;
    return {
      run: async () => ({}),
      release: async () => {
        counts.released++;
      },
    };
  };
  return { counts, open };
}

describe('a session that opens when it is needed', () => {
  it('opens once however often it runs, and is released', async () => {
    const { counts, open } = countingOpen();
    const session = openWhenNeeded(open);
    await Promise.all([session.run({}), session.run({})]);
    await session.release();
    expect(counts).toEqual({ opened: 1, released: 1 });
  });

  it('never opens after its release', async () => {
    const { counts, open } = countingOpen();
    const session = openWhenNeeded(open);
    await session.release();
    await expect(session.run({})).rejects.toThrow('the session was released');
    expect(counts).toEqual({ opened: 0, released: 0 });
  });

  it('tells the run that it could not open, and has nothing to release then', async () => {
    const session = openWhenNeeded(() => Promise.reject(new Error('out of memory')));
    await expect(session.run({})).rejects.toThrow('out of memory');
    await expect(session.release()).resolves.toBeUndefined();
  });
});
