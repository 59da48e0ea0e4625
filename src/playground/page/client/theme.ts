import { useEffect, useState } from 'preact/hooks';

export type Theme = 'dark' | 'light';

const KEY = 'playground-theme';

/** The chosen theme, kept in the browser; until one is chosen, the system's. */
export function useTheme(): { theme: Theme; toggleTheme: () => void } {
  const [chosen, setChosen] = useState<Theme | undefined>(stored);
  const [system, setSystem] = useState<Theme>(() => (query().matches ? 'light' : 'dark'));
  useEffect(() => {
    const light = query();
    const follow = (): void => setSystem(light.matches ? 'light' : 'dark');
    light.addEventListener('change', follow);
    return () => light.removeEventListener('change', follow);
  }, []);
  const theme = chosen ?? system;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  function toggleTheme(): void {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, next);
    setChosen(next);
  }
  return { theme, toggleTheme };
}

const query = (): MediaQueryList => matchMedia('(prefers-color-scheme: light)');

function stored(): Theme | undefined {
  const value = localStorage.getItem(KEY);
  return value === 'dark' || value === 'light' ? value : undefined;
}
