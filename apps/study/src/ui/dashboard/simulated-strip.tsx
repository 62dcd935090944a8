/** What stands above everything that no person chose. */
export function SimulatedStrip() {
  return (
    <header className="simulated-strip">
      <strong>SIMULATED</strong> These votes were made by a program. They check the harness, not the
      models.
    </header>
  );
}
