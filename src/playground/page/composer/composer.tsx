import { useEffect, useState } from 'preact/hooks';
import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { CommandForm } from './command-form.tsx';
import type { Runnable } from './runnables.ts';
import { TextForm } from './text-form.tsx';

/** Where a person types: a message, or after `/` a command and then its options. */
export function Composer({ channel, onSent }: { channel: ControlChannel; onSent: () => void }) {
  const { seen } = usePlayground();
  const [chosen, setChosen] = useState<Runnable | undefined>();
  const [focus, setFocus] = useState(false);
  // A command of one channel is not offered in every other.
  useEffect(() => setChosen(undefined), [channel.id]);
  function leave(): void {
    setChosen(undefined);
    setFocus(true);
  }
  return (
    <div class="composer">
      {chosen ? (
        <CommandForm
          key={chosen.label}
          runnable={chosen}
          channel={channel}
          onLeave={leave}
          onSent={() => {
            leave();
            onSent();
          }}
        />
      ) : (
        <TextForm
          key={channel.id}
          channel={channel}
          commands={seen.commands}
          takeFocus={focus}
          onChoose={setChosen}
          onSent={onSent}
        />
      )}
    </div>
  );
}
