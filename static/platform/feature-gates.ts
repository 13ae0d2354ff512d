/** In place of Atlassian's client for feature gates, which Atlaskit asks and nobody sets up here: every gate is shut. */
const gates = { checkGate: (): boolean => false };

export default gates;
