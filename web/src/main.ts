import './app.css';

// The app is worth a frame's wait: the shell is painted first, and the app's code run after it. Where no frame comes, because nobody looks, it does not wait.
const start = () => void import('./start');
requestAnimationFrame(start);
setTimeout(start, 100);
