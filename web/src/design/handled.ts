/** A form that is sent by us and not by the browser. */
export function handled(submit: () => Promise<unknown>): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    void submit();
  };
}
