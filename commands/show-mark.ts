import type { Appeals } from '../src/appeals/appeals.ts';
import type { Course } from '../src/core/course.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import type { FindReader, Place } from './find-reader.ts';
import { type Contest, type MarkView, markPanel } from './mark-panel.ts';

interface ShowMarkDeps {
  course: Course;
  appeals: Appeals;
  findReader: FindReader;
}

/** Shows a mark to its learner, with "Contest" where somebody reads appeals. */
export type ShowMark = (
  place: Place,
  view: Omit<MarkView, 'course' | 'contest'>,
) => Promise<ReturnType<typeof markPanel>>;

export function createShowMark({ course, appeals, findReader }: ShowMarkDeps): ShowMark {
  const contestOf = async (place: Place, attempt: Attempt): Promise<Contest> => {
    if (!isContestable(attempt)) return undefined;
    if (await appeals.against(attempt.person, attempt.id)) return 'did';
    return (await findReader(place, attempt.guild)) ? 'may' : undefined;
  };
  return async (place, view) => markPanel({ ...view, course, contest: await contestOf(place, view.attempt) });
}

/** Where something was said, and more can be had. */
const isContestable = ({ answer, mark, corrected }: Attempt): boolean =>
  answer !== '' && (mark.score < 100 || corrected !== undefined);
