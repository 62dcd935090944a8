"use client";

import { useEffect } from "react";

/** Takes the key out of the address bar, where it would be seen, bookmarked and pasted; a cookie holds on. */
export function ForgetKey() {
  useEffect(() => {
    const { pathname, search } = window.location;
    if (new URLSearchParams(search).has("key")) window.history.replaceState(null, "", pathname);
  }, []);
  return null;
}
