// The package's own types are TypeScript sources that this project's compiler options refuse.
declare module 'discord-api-spec/zod';
