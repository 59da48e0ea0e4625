import { describe, expect, it } from 'vitest';
import { detailsPanel } from '../../commands/train-details.ts';
import { draftView } from '../../commands/train-draft.ts';
import { draftPanel } from '../../commands/train-draft-panels.ts';
import { addClassForm, addPicturesForm, classifyForm } from '../../commands/train-forms.ts';
import { resultPanel } from '../../commands/train-result-panel.ts';
import { statusPanel } from '../../commands/train-status-panel.ts';
import type { Job } from '../../src/core/training/job.ts';
import { checkPictures } from '../../src/core/training/picture-check.ts';
import { validateMessage, validateModal } from '../../src/local-discord/limits/index.ts';
import type { Draft } from '../../src/training/intake/drafts.ts';
import { makeJob } from '../training/jobs/make-job.ts';
import { makeReceipt } from '../training/make-receipt.ts';

const OWNER = '9'.repeat(20);
/** A name as long as one may be, all of it to be escaped. */
const nameOf = (i: number): string => `${i}${'*_'.repeat(22)}`.slice(0, 45);
const FILE = `${'`'.repeat(50)}${'_'.repeat(50)}`;
const leftOut = Array.from({ length: 300 }, (_, i) => ({ name: `${i}${FILE}`, reason: '**'.repeat(60) }));

const draft: Draft = {
  id: 'abcdefghij',
  person: OWNER,
  strategy: 'gradual',
  changedAtMs: 0,
  leftOut,
  classes: Array.from({ length: 10 }, (_, c) => ({
    name: nameOf(c),
    pictures: Array.from({ length: c < 2 ? 90 : 2 }, (_, i) => ({
      ...{ name: `${i}${FILE}`, file: `${c}-${i}`, note: 'animated (9999 frames); only the first frame is used' },
      ...{ digest: 'same', grey: '' },
    })),
  })),
};
const job: Job = {
  ...makeJob({ person: OWNER, title: '*'.repeat(400), classes: draft.classes.map(({ name }) => name), leftOut }),
  strategy: 'gradual',
  reason: '_'.repeat(400),
};
const pictures = Array.from({ length: 10 }, (_, i) => ({
  name: `${i}.png`,
  data: Buffer.alloc(1),
  alt: 'a'.repeat(2000),
}));

/** The most that each message can hold. */
function largest(): Record<string, object> {
  const grey = new Float32Array(0);
  const check = checkPictures(
    draft.classes.map(({ name, pictures: own }) => ({
      name,
      pictures: own.map((one) => ({ ...one, fingerprint: { digest: one.digest, grey } })),
    })),
  );
  const receipt = makeReceipt(job);
  const full = {
    ...receipt,
    stages: [...receipt.stages, ...receipt.stages, ...receipt.stages],
    data: {
      ...receipt.data,
      duplicates: Array.from({ length: 500 }, () => '*'.repeat(300)),
      skipped: leftOut.map(({ name, reason }) => ({ file: name, reason })),
    },
    forgetting: { agreed: 1, tested: 40, drift: {} },
  };
  const progress = {
    step: 'unfreeze-layer3',
    fraction: 0.5,
    round: 1,
    rounds: 5,
    epoch: 1,
    epochs: 4,
    loss: 0.1,
    accuracy: 1,
  };
  const result = { receipt: full, pictures };
  return {
    start: draftView({ ...draft, classes: [] }, [{ name: 'x', title: 'Cups or glasses' }], '_'.repeat(1500)),
    draft: draftPanel({ draft, check, withCheck: true, note: '_'.repeat(1500) }),
    waiting: statusPanel({ job, place: { position: 100, waitMs: 1e9 } }),
    running: statusPanel({ job: { ...job, state: 'running' }, progress }),
    failed: statusPanel({ job: { ...job, state: 'failed' } }),
    result: resultPanel({ job, result, mentions: true, isPublic: false, lesson: 'x'.repeat(40) }),
    inChannel: resultPanel({ job, result, mentions: true, isPublic: true, lesson: 'x'.repeat(40) }),
    details: detailsPanel(job, full),
  };
}

describe('messages of /train', () => {
  it.each(Object.entries(largest()))('fit into one, however much is in %s', (name, message) => {
    const files = name === 'details' ? [{ name: 'receipt.json' }] : pictures;
    expect(validateMessage(message, { files, context: 'channel' })).toBeUndefined();
  });

  it.each(
    Object.entries({
      class: addClassForm(draft, 'nonce123'),
      pictures: addPicturesForm(draft, nameOf(3), 'nonce123'),
      classify: classifyForm({ owner: OWNER, run: draft.id, title: '*'.repeat(100) }, 'nonce123'),
    }),
  )('fit into a form, the one for %s', (_name, form) => {
    expect(validateModal(form)).toBeUndefined();
  });

  it('say nothing of the learner’s files in a channel', () => {
    const text = JSON.stringify(
      statusPanel({ job: { ...makeJob(), leftOut: [{ name: 'me.heic', reason: 'no' }] }, isPublic: true }),
    );
    expect(text).not.toContain('me.heic');
    expect(text).toContain('1 left out');
  });
});
