import { Checkbox } from 'antd';
import type { CheckboxGroupProps } from 'antd/es/checkbox';

/** Several of a few. A group of boxes cannot be required as such (ARIA 1.2): its label says so, and the form. */
export function Ticks({
  'aria-required': _,
  ...given
}: CheckboxGroupProps<string | number> & { readonly 'aria-required'?: unknown }) {
  return <Checkbox.Group<string | number> {...given} />;
}
