import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';

// Their aliases (py, sh, ts, js, yml) come with them.
for (const [name, language] of Object.entries({ bash, json, python, typescript, yaml })) {
  hljs.registerLanguage(name, language);
}

/** HTML of the code with its tokens marked, everything else escaped; undefined for a language not known here. */
export function highlight(code: string, language: string | undefined): string | undefined {
  if (!language || !hljs.getLanguage(language)) return undefined;
  return hljs.highlight(code, { language }).value;
}
