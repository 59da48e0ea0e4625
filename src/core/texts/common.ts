/** Texts that every command shares. */
export const common = {
  bug: (id: string) =>
    `Something broke on our side, and it is not your fault. Nothing you sent is lost; please try again. If it happens twice, tell the people who run this bot the number **${id}**.`,
  yourText: 'Here is your text, so that it is not lost:',
  yourTextInFile: 'Your text is in the file, so that it is not lost.',
  notYours: (command: string) => `That one belongs to somebody else. Run \`/${command}\` and you get your own.`,
  stale: (command: string) =>
    `This button is from an older version of the bot. Run \`/${command}\` again and go on from there.`,
  unknownCommand:
    'I do not know that command any more. Discord may still show an old list: restart Discord and try again.',
} as const;
