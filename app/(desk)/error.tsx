"use client";
export { PageFault as default } from "@/components/shared/page-fault";
