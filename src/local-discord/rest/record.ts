/** A request of the bot and its answer, for tests and for checking both against Discord's OpenAPI document. */
export interface RecordedRequest {
  method: string;
  /** After `/api/v10`, decoded, without the query. */
  path: string;
  query: Record<string, string>;
  body: unknown;
  files: { name: string; type: string; size: number }[];
  /** 0 when a fault cut the connection. */
  status: number;
  answer: unknown;
}
