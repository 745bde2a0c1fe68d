// Stand-in for Facebook's SDK for JavaScript, as far as Embedded Signup needs it.
(() => {
  'use strict';

  const origin = new URL(document.currentScript.src).origin;
  const answer = 'demo-meta-code=';
  let open = null;

  const finish = (code) => {
    const { callback, timer } = open;
    open = null;
    clearInterval(timer);
    callback(code
      ? { authResponse: { userID: null, expiresIn: null, code }, status: 'connected' }
      : { authResponse: null, status: 'unknown' });
  };

  window.addEventListener('message', (event) => {
    if (open && event.origin === origin && event.source === open.popup
        && typeof event.data === 'string' && event.data.startsWith(answer)) {
      finish(event.data.substring(answer.length));
    }
  });

  window.FB = {
    init() {},
    login(callback, options) {
      if (!options || options.response_type !== 'code' || !options.config_id) {
        throw new Error('FB.login needs config_id and response_type "code" for Embedded Signup.');
      }
      const query = new URLSearchParams({ config_id: options.config_id, response_type: 'code' });
      const popup = window.open(`${origin}/demo/meta/dialog/whatsapp?${query}`, 'demo-meta', 'popup,width=560,height=720');
      if (!popup) {
        callback({ authResponse: null, status: 'unknown' });
        return;
      }
      const current = { callback, popup, timer: null };
      // What the window said before it was closed is on its way.
      current.timer = setInterval(() => {
        if (popup.closed) {
          clearInterval(current.timer);
          setTimeout(() => { if (open === current) { finish(''); } }, 500);
        }
      }, 300);
      open = current;
    },
  };

  if (typeof window.fbAsyncInit === 'function') {
    window.fbAsyncInit();
  }
})();
