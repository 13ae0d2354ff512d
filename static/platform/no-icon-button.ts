/** Takes the place of Atlaskit's icon button, which nothing here shows. */
export default function NoIconButton(): null {
  return null;
}
