import { render } from 'preact';
import { App } from './app.tsx';
import './styles/theme.css';
import './styles/layout.css';
import './styles/message.css';
import './styles/markdown.css';
import './styles/components.css';
import './styles/composer.css';
import './styles/modal.css';

const root = document.getElementById('app');
if (root) render(<App />, root);
