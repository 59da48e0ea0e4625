import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { PlaygroundContext } from './client/context.ts';
import { personOf } from './client/people.ts';
import { useTheme } from './client/theme.ts';
import { useView } from './client/use-view.ts';
import { ChannelPane } from './layout/channel-pane.tsx';
import { Lightbox, type Shown } from './layout/lightbox.tsx';
import { Sidebar } from './layout/sidebar.tsx';
import { TopBar } from './layout/top-bar.tsx';
import { Modal } from './modal/modal.tsx';

export function App() {
  const { person, switched, become } = usePerson();
  const { view, actions } = useView(person);
  const { theme, toggleTheme } = useTheme();
  const [channelId, setChannelId] = useState<string | undefined>();
  const [drawer, setDrawer] = useState(false);
  const [large, setLarge] = useState<Shown | undefined>();
  const enlarge = useCallback((images: Shown['images'], index: number) => setLarge({ images, index }), []);
  const { seen, attempts, choices, modal } = view;
  const playground = useMemo(
    () => (seen ? { seen, attempts, choices, actions, enlarge } : undefined),
    [seen, attempts, choices, actions, enlarge],
  );
  if (!playground || !seen) return <p class="connecting">Connecting to the local Discord…</p>;
  // A direct channel is a person's own: after a switch the same kind is shown, not the same id.
  const channel = seen.channels.find(({ id }) => id === channelId) ?? seen.channels.find(({ kind }) => kind === 'text');
  return (
    <PlaygroundContext.Provider value={playground}>
      <div class={drawer ? 'app drawer-open' : 'app'}>
        <Sidebar
          channel={channel}
          onChoose={(id) => {
            setChannelId(id);
            setDrawer(false);
          }}
        />
        <main class="main">
          <TopBar
            {...{ channel, theme, toggleTheme, person, switched }}
            onPerson={become}
            onMenu={() => setDrawer((open) => !open)}
          />
          {view.link === 'lost' ? (
            <p class="lost" role="status">
              The connection was lost. Trying again…
            </p>
          ) : null}
          {channel ? <ChannelPane key={channel.id} channel={channel} typing={view.typing} /> : null}
        </main>
        {drawer ? <button type="button" class="shade" aria-label="Close" onClick={() => setDrawer(false)} /> : null}
        {modal ? <Modal key={modal.interactionId} {...modal} /> : null}
        {large ? <Lightbox {...large} onClose={() => setLarge(undefined)} /> : null}
      </div>
    </PlaygroundContext.Provider>
  );
}

/** Who one is, as the address says it. */
function usePerson() {
  const [person, setPerson] = useState(() => personOf(location.hash));
  useEffect(() => {
    const follow = (): void => setPerson(personOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const [switched, setSwitched] = useState(false);
  const become = (name: string): void => {
    setSwitched(true);
    location.hash = name;
  };
  return { person, switched, become };
}
