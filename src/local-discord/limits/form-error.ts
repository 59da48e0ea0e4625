/** One thing that Discord says of one field. */
export interface FieldError {
  code: string;
  message: string;
}

/** Where a field is: `['components', 0, 'custom_id']`. */
export type FieldPath = readonly PropertyKey[];

export interface FieldProblem {
  path: FieldPath;
  error: FieldError;
}

/** Discord's nested answer: the fields by name and number, each with its `_errors`. */
export interface ErrorTree {
  [key: string]: ErrorTree | FieldError[];
}

/** The answer to a request that Discord would not take: `status` is HTTP's, the rest is the body. */
export interface Refusal {
  status: number;
  code: number;
  message: string;
  errors?: ErrorTree;
}

/** Code 50035 with the path of every bad field under `prefix`; undefined if there is no problem. */
export function refuseForm(problems: readonly FieldProblem[], prefix: FieldPath = []): Refusal | undefined {
  if (problems.length === 0) return undefined;
  const errors: ErrorTree = {};
  for (const { path, error } of problems) addTo(errors, [...prefix, ...path], error);
  return { status: 400, code: 50035, message: 'Invalid Form Body', errors };
}

function addTo(tree: ErrorTree, path: FieldPath, error: FieldError): void {
  let node = tree;
  for (const key of path.map(String)) {
    const next = node[key];
    const child: ErrorTree = next === undefined || Array.isArray(next) ? {} : next;
    node[key] = child;
    node = child;
  }
  const known = Array.isArray(node._errors) ? node._errors : [];
  node._errors = [...known, error];
}
