export const trainRun = {
  classifyUpload: 'A picture',
  classifyHint: 'JPEG and PNG are best; 10 MiB at most.',
} as const;
