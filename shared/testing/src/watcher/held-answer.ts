/** An answer of a mail server that a test gives when it likes. */
export function heldAnswer() {
  let give: (answer: '250 accepted') => void = () => {};
  const answer = new Promise<'250 accepted'>((resolve) => {
    give = resolve;
  });
  return { answer, give: () => give('250 accepted') };
}
