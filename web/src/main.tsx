import { render } from 'preact';
import { resumeSession } from './api/session.js';
import { Shell } from './app/shell.js';
import { followLinks } from './router/location.js';

followLinks();
const root = document.querySelector('#console');
if (root) render(<Shell />, root);
void resumeSession();
