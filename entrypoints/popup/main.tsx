import { render } from 'preact';
import '../../components/tokens.css';
import '../../components/own-page.css';
import '../../components/unseen.css';
import '../../components/opener.css';
import '../../components/term-card.css';
import '../../components/sync-panel.css';
import { keepFocus } from '../../components/keep-focus.ts';
import { Popup } from './Popup.tsx';
import './popup.css';

const app = document.getElementById('app');
if (app) {
  render(<Popup />, app);
  keepFocus(app);
}
