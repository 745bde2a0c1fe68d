// Tells the page that opened this window what came of it, as Meta does, and closes it.
(() => {
  'use strict';

  const { event, code } = document.querySelector('main').dataset;
  if (window.opener) {
    window.opener.postMessage(event, window.location.origin);
    window.opener.postMessage(`demo-meta-code=${code}`, window.location.origin);
    window.close();
  }
})();
