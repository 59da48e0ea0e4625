import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForeign } from '../../../src/core/practice/language.ts';
import { loadLessons } from '../../../src/lessons/load.ts';

const FOREIGN = [
  'Ich friere den Backbone ein und trainiere nur den Head, weil ich wenig Daten habe und die Bilder ähnlich sind.',
  'Je gèle les couches du backbone et je remplace la dernière couche pour mes classes.',
  'Congelo las capas del backbone y entreno solo la cabeza porque tengo pocos datos, pero con más datos uso fine-tuning.',
  'Eu congelo o backbone e treino uma nova cabeça com poucos dados, mas não as outras camadas.',
  'Congelo il backbone e alleno una nuova testa perché ho pochi dati, ma non gli altri livelli.',
  'Ik bevries het backbone en train een nieuwe head met weinig data, maar niet de andere lagen van het netwerk.',
  'Zamrażam backbone i trenuję tylko nową głowę, bo mam mało danych, ale gdy jest dużo danych, to nie.',
  'Jag fryser backbone och tränar en ny head när det är lite data, men inte de andra lagren som är på botten.',
  'Saya membekukan backbone dan melatih head yang baru karena data tidak banyak untuk kelas ini.',
  'Я замораживаю слои и обучаю только новую голову.',
  '我会冻结主干网络，只训练新的分类层。',
  'バックボーンを凍結して、新しいヘッドだけを学習します。',
  'أجمد الطبقات وأدرب الرأس الجديد فقط',
  '冻结',
];
const ENGLISH = [
  '',
  'idk',
  'freeze backbone, new head, lr 1e-3, augmentation',
  'model.fc = nn.Linear(512, num_classes)',
  'The die is cast: in L.A. de facto standards die hard, so no man is an island.',
  'σ and μ of the batch are kept; λ is the weight decay, θ are the weights.',
  '👍👍👍',
  'λ, θ',
  'f\u0336r\u0336e\u0336e\u0336z\u0336e\u0336 t\u0336h\u0336e\u0336 o\u0336l\u0336d\u0336 o\u0336n\u0336e\u0336',
  'freeze everything den train the head, da labels are few',
];

describe('isForeign', () => {
  it.each(FOREIGN)('knows another language: %s', (text) => expect(isForeign(text)).toBe(true));
  it.each(ENGLISH)('takes for English: %s', (text) => expect(isForeign(text)).toBe(false));

  it('takes every answer and every example of the course for English', async () => {
    const { lessons } = await loadLessons('lessons');
    const questions = lessons.flatMap((lesson) => lesson.questions);
    const texts = questions.flatMap(({ modelAnswer, examples }) => [modelAnswer, ...examples.map(({ text }) => text)]);
    expect(texts.filter(isForeign)).toEqual([]);
  });

  it('never throws, and does not depend on case', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...FOREIGN, ...ENGLISH)), (text) => {
        expect(isForeign(text.toUpperCase())).toBe(isForeign(text.toUpperCase().toLowerCase()));
      }),
    );
  });
});
