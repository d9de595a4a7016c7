import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "./empty-state";

/** What does not exist and what one may not see look the same. */
export const PageMissing = () => (
  <EmptyState title="没有这个页面，或您无权查看" action={<ButtonLink href="/">回到首页</ButtonLink>}>
    地址可能写错了，内容可能已经撤销，或者不在您的职责范围内。
  </EmptyState>
);
