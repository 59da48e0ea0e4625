/** The one catalogue of fixed texts: what the bot says, sorted by who says it. */
export { appeal, report, settings } from './appeals.ts';
export { common } from './common.ts';
export { daily, permissionReasons, setup } from './daily.ts';
export { directMessage } from './direct-message.ts';
export { history } from './history.ts';
export { interview } from './interview.ts';
export { lesson } from './lesson.ts';
export { progress } from './progress.ts';
export { quiz } from './quiz.ts';
export { review } from './review.ts';
export { today } from './today.ts';
export { train, trainStrategies } from './train.ts';
export { trainPictures } from './train-pictures.ts';
export { trainRun } from './train-run.ts';
