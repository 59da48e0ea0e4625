/** What the bot says to a plain direct message. */
export const directMessage = {
  nothingOpen:
    'No question is open just now. `/quiz` asks you one, and your next message here answers it. To add to your last answer, press **Improve it** under its mark.',
  noAnswer: '-# I did not take that for an answer. This question is still open; your next message here answers it.',
  textOnly:
    'Thank you, but I can read text only: no pictures, voice messages, files or stickers. Say it in words, and I will mark it.',
  nothingRead: 'There is no text in your message. Say it in words, and I will mark it.',
  commandAsText:
    'That came as text, not as a command, so I did not take it for an answer. Type `/` and choose the command from the list that Discord shows.',
  filesIgnored: '-# I marked your text; what you attached I cannot read.',
} as const;
