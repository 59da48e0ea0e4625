/** Texts that every command shares, and those of the smallest commands. */
export const common = {
  bug: (id: string) =>
    `Something broke on our side, and it is not your fault. Nothing that was saved is lost; please try again. If it happens twice, tell the people who run this bot the number **${id}**.`,
  disk: 'I have a problem with my disk, so I could not do that. It is not your fault, and the people who run this bot see it in the log. Please try again later.',
  yourText: 'Here is your text, so that it is not lost:',
  yourTextInFile: 'Your text is in the file, so that it is not lost.',
  notYours: (command: string) => `That one belongs to somebody else. Run \`/${command}\` and you get your own.`,
  stale: (command: string) =>
    `This button is from an older version of the bot. Run \`/${command}\` again and go on from there.`,
  unknownCommand:
    'I do not know that command any more. Discord may still show an old list: restart Discord and try again.',

  pong: (reachedMs: number, heartbeatMs: number) =>
    `I am here. Your command reached me in ${reachedMs} ms${heartbeatMs >= 0 ? `; Discord and I are ${heartbeatMs} ms apart` : ''}.`,

  helpStart:
    '## Get ready for your interview\n**1. Read** a lesson with `/lesson`.\n**2. Practise** with `/quiz`: answer in your own words, and I mark it as an interviewer would.\n**3. Rehearse** with `/interview`: several questions in a row, then your scorecard.\n**4. Come back**: `/today` leads you through what is due, and `/history` reopens any answer.',
  helpEnd: '-# In a server only you see your pages, answers and marks, unless you press Share.',

  aboutHeading: (version: string) => `## Warmstart ${version}`,
  about: ({ lessons, questions, model }: { lessons: number; questions: number; model: string | undefined }) =>
    `I get people through machine-learning interviews: ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}, ${questions} interview ${questions === 1 ? 'question' : 'questions'}.\nAnswers are marked against the points an expert listed, never by keywords alone. ${model === undefined ? 'That happens offline, on the machine that I run on: no text of yours goes to another service.' : `Where I am unsure, your answer may also be sent to the language model ${model}; the reply says which of us marked.`} *How marked?* under a mark shows the sum.`,
  training: (label: TrainingLabel | undefined) =>
    `**Training:** \`/train\` adapts a ResNet-18 to your own pictures, ${label === undefined ? 'but what would train cannot be found out just now.' : `with weights *${label.weights}* and the engine ${label.engine} on ${label.provider}: ${label.device}.`}`,
  privacy:
    '**What I keep:** your Discord user id with your answers and marks, so that `/history` can show them and `/review` can bring them back, and what you tell me about yourself: time zone, plan, schedules. An answer that you contest and a mistake that you report go, without your name, to the readers that the server has named. Pictures for `/train` are deleted when the run ends, and what was learned after 7 days. In servers I read no messages; in direct messages what you write answers the question that is open.',
} as const;

interface TrainingLabel {
  engine: string;
  provider: string;
  device: string;
  weights: string;
}
