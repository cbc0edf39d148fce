import { render } from 'preact';
import '../../components/tokens.css';
import '../../components/own-page.css';
import '../../components/unseen.css';
import '../../components/sync-panel.css';
import { keepFocus } from '../../components/keep-focus.ts';
import './options.css';
import { OptionsPage } from './OptionsPage.tsx';

const app = document.getElementById('app');
if (app) {
  render(<OptionsPage />, app);
  keepFocus(app);
}
