/** @returns the calls in a text, such as "linear(512,2)", without the path before the name. */
export function callsIn(text: string): string[] {
  return [...text.matchAll(/(\w+)\(([^()]*)\)/gu)].map(([, name = '', args = '']) =>
    `${name}(${args.replace(/\s+/gu, '')})`.toLowerCase(),
  );
}
