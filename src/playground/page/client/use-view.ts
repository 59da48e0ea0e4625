import { useEffect, useMemo, useReducer } from 'preact/hooks';
import { type Actions, createActions } from './actions.ts';
import { connect } from './connect.ts';
import type { Person } from './people.ts';
import { EMPTY_VIEW, reduceView, type View } from './view.ts';

const TYPING_MS = 10_000;

/** What `person` sees, kept up to date, and what they can do. */
export function useView(person: Person): { view: View; actions: Actions } {
  const [view, dispatch] = useReducer(reduceView, EMPTY_VIEW);
  useEffect(() => {
    const end = connect(person, {
      onLink: (link) => dispatch({ type: 'link', link }),
      onEvent: (event) => dispatch({ type: 'event', event }),
    });
    return () => {
      end();
      dispatch({ type: 'leave' });
    };
  }, [person]);
  useEffect(() => {
    if (!view.typing) return;
    const timer = setTimeout(() => dispatch({ type: 'typing_over' }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [view.typing]);
  const userId = view.seen?.me.id ?? '0';
  const actions = useMemo(() => createActions(userId, dispatch), [userId]);
  return { view, actions };
}
