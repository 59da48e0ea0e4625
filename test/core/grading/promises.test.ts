import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grade } from '../../../src/core/grading/index.ts';
import { loadLessons } from '../../../src/lessons/load.ts';

const { lessons } = await loadLessons('lessons');
const questions = lessons.flatMap((lesson) => lesson.questions);
const each = questions.map((question) => [question.id, question] as const);
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/);

describe('the sentence offered for a missed point', () => {
  it.each(each)('%s: raises the mark when it is added to the answer', (_, question) => {
    const texts = question.points.map(({ text }) => text);
    for (const missing of question.points) {
      const others = texts.filter((text) => text !== missing.text);
      for (const answer of ['', 'I would have to look that up.', others.slice(0, 1).join(' '), others.join(' ')]) {
        const before = grade(question, answer);
        const fix = before.points.find(({ id }) => id === missing.id)?.fix;
        // Other points' sentences may make this one as well.
        if (fix === undefined) continue;
        const after = grade(question, `${answer} ${fix}`.trim());
        expect(after.score, `${missing.id} after "${answer}"`).toBeGreaterThan(before.score);
      }
    }
  });

  it.each(each)('%s: is offered for every point of an empty answer', (_, question) => {
    expect(grade(question, '').points.map(({ fix }) => fix)).toEqual(question.points.map(({ text }) => text));
  });
});

describe('a model answer', () => {
  it.each(each)('%s: never gains from losing sentences', (_, question) => {
    const sentences = sentencesOf(question.modelAnswer);
    const whole = grade(question, question.modelAnswer).score;
    fc.assert(
      fc.property(fc.subarray(sentences), (kept) => {
        expect(grade(question, kept.join(' ')).score).toBeLessThanOrEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it.each(each)('%s: keeps its mark whatever it is wrapped in', (_, question) => {
    const { modelAnswer } = question;
    const wrapped = [
      `**${modelAnswer}**`,
      `> ${modelAnswer.replaceAll('\n', '\n> ')}`,
      modelAnswer.replace(/e(?=\w)/g, 'e\u200b'),
      `\u202a${modelAnswer}\u202c 🙂`,
      `${modelAnswer}\n\n@everyone <@1234>`,
    ];
    for (const answer of wrapped) expect(grade(question, answer).score).toBeGreaterThanOrEqual(95);
  });

  it('earns little for another question, unless the two ask for the same', () => {
    const bands = questions.flatMap((question) =>
      questions.filter(({ id }) => id !== question.id).map(({ modelAnswer }) => grade(question, modelAnswer).band),
    );
    expect(bands.filter((band) => band === 3).length / bands.length).toBeLessThan(0.05);
    expect(bands.filter((band) => band === 0).length / bands.length).toBeGreaterThan(0.5);
  });
});

describe('an answer in another language', () => {
  it.each([
    ['German', 'Die Gewichte sind schon gut, deshalb nimmt man kleine Schritte und behält das Gelernte.'],
    ['Russian', 'Веса уже хорошие, поэтому шаг обучения должен быть маленьким.'],
    ['Arabic', 'الأوزان جيدة بالفعل لذلك نستخدم خطوات صغيرة'],
    ['Chinese', '权重已经很好，所以学习率要小。'],
  ])('gets no mark by chance: %s', (_, answer) => {
    for (const question of questions) expect(grade(question, answer).band).toBe(0);
  });
});
