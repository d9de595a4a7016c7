export { PageMissing as default } from "@/components/shared/page-missing";
