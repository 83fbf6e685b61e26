import type { ProblemView } from './types';

/** What a refused request says, in the server's own words where it has any. */
export interface Problem {
  status: number;
  code: string;
  title: string;
}

export async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    try {
      const { status, code, title } = (await response.json()) as ProblemView;
      return { status, code, title };
    } catch {
      // Cut off on the way: the status alone is left to tell.
    }
  }
  return { status: response.status, code: 'unknown', title: `The server answered ${response.status}.` };
}
