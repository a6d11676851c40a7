import { session } from '../api/session.js';
import { Loading } from '../design/states.js';
import { Toasts } from '../design/toasts.js';
import { isOnline } from '../live/online.js';
import { SignInPage } from '../pages/sign-in/sign-in-page.js';
import { Menu } from './menu.js';
import { View } from './view.js';

/** The frame around every page. */
export function Shell() {
  if (session.value === undefined) return <Loading what="the console" />;
  if (session.value === null) return <SignInPage />;
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <div class="shell">
        <header>
          <Menu />
        </header>
        <main id="content" class="main" tabIndex={-1}>
          {isOnline.value ? null : (
            <div class="notice amber banner" role="alert">
              You are offline. What you see may be out of date; it goes on by itself once the network is back.
            </div>
          )}
          <View />
        </main>
      </div>
      <Toasts />
    </>
  );
}
