import { render } from 'preact';
import '../../components/tokens.css';
import '../../components/own-page.css';
import { Welcome } from './Welcome.tsx';
import './welcome.css';

const app = document.getElementById('app');
if (app) render(<Welcome />, app);
