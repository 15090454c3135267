// All sentences of the page, in each of its languages. Functions take what is put in.

export const words = {
  en: {
    chats: "Chats", chat: "Chat", messages: "Messages", group: "Group", article: "Article", panel: "Article and answer", close: "Close",
    cancel: "Cancel", ok: "OK", send: "Send", write: "Message", writeAs: "Write as", commands: "Commands", newest: "Newest ↓",
    placeholder: "Ask about the article", placeholderGroup: (bot) => `Mention @${bot} to ask`, start: "Start",
    groupHint: (bot) => `A group with both people. The bot answers when it is mentioned as @${bot}, when somebody replies to it, and to commands.`,
    mention: "Mention the bot", typing: (name) => `${name} is typing`, edited: "edited", reply: "Reply", replyTo: "Reply to",
    replyGone: "A message that is gone", editing: "Editing", stop: "Stop", photo: "Picture", seconds: (s) => `${s} s`,
    clockTip: "From sending to the last change of the answer", showAll: "Show all", showLess: "Show less", spoiler: "Show hidden text",
    block: "Table or code", markTip: (n) => `Source ${n} in the article`, how: "How this came about", retry: "Connection lost. Trying again …",
    langSwitch: "Switch to Chinese", theme: (now) => `Colours: ${now}`, themes: { auto: "as the system", light: "light", dark: "dark" },
    unreachable: "The page's server cannot be reached.", noPlace: "This source's place in the article is not known.",
    modelOffline: "No model is set: answers quote the article.", modelSet: "Set a model",
    modelNow: (name) => `Answers are written by ${name}.`, modelCustom: (name) => `For this run, answers are written by ${name}.`, modelChange: "Change",
    modelTitle: "Model for this run", modelLocal: "Found on this computer:", modelAddress: "Base address", modelKey: "Key", modelName: "Model",
    modelNote: "Any service with OpenAI's interface. Nothing here is stored; it is gone when the program ends. To keep a model, set LLM_BASE_URL, LLM_API_KEY and LLM_MODEL.",
    modelUse: "Use it", modelReset: "Back to the first setting",
    dropHere: "Drop the article here (.md or .txt)", articleOther: "Use another article …", articleBack: "Back to the first article",
    articleKept: "Kept in memory only, until the program ends.", articleNow: (name) => `Now about: ${name}`,
    others: "Also in the library:", source: "Source", edition: "Language of the article",
    editions: { zh: "中文", en: "English" }, traceNone: "Nothing was recorded for this message.",
    traceHint: "Press “How this came about” below an answer to see how it was made.", question: "Question", query: "Searched for", kind: "Kind", language: "Language",
    kinds: { fact: "fact", compare: "comparison", summary: "overview", followup: "follow-up", smalltalk: "small talk" },
    answerer: "Answered by", model: "Model", notice: "Notice", refused: "refused", timings: "Time", evidence: "Evidence", score: "score", coverage: "coverage", leg: "Leg", rank: "Rank",
    calls: "Calls of the model", noCalls: "No model was called.", tokens: (a, b) => `${a} tokens in, ${b} out`, checks: "Checks", noChecks: "No problem found.",
    citations: "Citations", unverified: "not verified", usage: "Tokens", cost: "cost", replied: "Reply", failed: "Error",
    steps: { analyze: "Analyse", retrieve: "Retrieve", first_token: "First token", total: "Total" },
    answerers: { extractive: "sentences of the article, no model", llm: "a model" },
    problems: {
      articleKind: "Only .md and .txt files can be used.", articleOne: "One file at a time, please.", articleLarge: "The file is larger than 2 MiB.",
      articleEmpty: "There is no text in the file.", articleUndecodable: "The file cannot be read as text. Save it as UTF-8.",
      articleFrontMatter: "The file begins with front matter between --- lines that cannot be read. Mend it or take it out.",
      modelMissing: "Base address and model are needed.", modelKey: "The key holds a space or a character outside ASCII, which no key does.",
      modelAddress: "The base address begins with http:// or https:// and ends before /chat/completions, with no user name, ? or #.",
      messageGone: "That message is gone.", ending: "The program is ending.", internal: "Something went wrong. The program's log says what.",
    },
  },
  "zh-hans": {
    chats: "聊天", chat: "聊天", messages: "消息", group: "群组", article: "文章", panel: "文章与回答", close: "关闭",
    cancel: "取消", ok: "好", send: "发送", write: "消息", writeAs: "以谁的身份发言", commands: "命令", newest: "最新 ↓",
    placeholder: "就这篇文章提问", placeholderGroup: (bot) => `提问时请 @${bot}`, start: "开始",
    groupHint: (bot) => `两个人都在这个群里。提到 @${bot}、回复机器人的消息或使用命令时，机器人才会回答。`,
    mention: "提到机器人", typing: (name) => `${name}正在输入`, edited: "已编辑", reply: "回复", replyTo: "回复",
    replyGone: "消息已删除", editing: "正在编辑", stop: "停止", photo: "图片", seconds: (s) => `${s} 秒`,
    clockTip: "从发送到回答最后一次变化的时间", showAll: "展开", showLess: "收起", spoiler: "显示隐藏的文字",
    block: "表格或代码", markTip: (n) => `在文章中查看来源 ${n}`, how: "回答的由来", retry: "连接中断，正在重试……",
    langSwitch: "切换到英文", theme: (now) => `配色：${now}`, themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
    unreachable: "无法连接本页面的服务器。", noPlace: "找不到这条来源在文章中的位置。",
    modelOffline: "尚未设置模型，回答直接引用原文。", modelSet: "设置模型",
    modelNow: (name) => `由 ${name} 撰写回答。`, modelCustom: (name) => `本次运行由 ${name} 撰写回答。`, modelChange: "更换",
    modelTitle: "本次运行使用的模型", modelLocal: "在本机找到：", modelAddress: "接口地址", modelKey: "密钥", modelName: "模型",
    modelNote: "可用任何兼容 OpenAI 接口的服务。这里填写的内容不会保存，程序结束即消失。想长期使用，请设置 LLM_BASE_URL、LLM_API_KEY 和 LLM_MODEL。",
    modelUse: "使用", modelReset: "恢复最初的设置",
    dropHere: "把文章拖到这里（.md 或 .txt）", articleOther: "换一篇文章……", articleBack: "回到最初的文章",
    articleKept: "只保存在内存中，程序结束即消失。", articleNow: (name) => `现在的文章：${name}`,
    others: "文库中还有：", source: "来源", edition: "文章语言",
    editions: { zh: "中文", en: "English" }, traceNone: "这条消息没有留下记录。",
    traceHint: "点击回答下方的“回答的由来”，查看它是怎样得出的。", question: "问题", query: "检索语句", kind: "类型", language: "语言",
    kinds: { fact: "事实", compare: "比较", summary: "概述", followup: "追问", smalltalk: "闲聊" },
    answerer: "回答方式", model: "模型", notice: "说明", refused: "未作答", timings: "用时", evidence: "依据", score: "得分", coverage: "覆盖", leg: "检索路径", rank: "名次",
    calls: "模型调用", noCalls: "没有调用模型。", tokens: (a, b) => `输入 ${a}，输出 ${b} 个词元`, checks: "核对", noChecks: "没有发现问题。",
    citations: "引用", unverified: "未核实", usage: "词元", cost: "费用", replied: "回复", failed: "错误",
    steps: { analyze: "分析", retrieve: "检索", first_token: "首个词元", total: "合计" },
    answerers: { extractive: "文章原句，不用模型", llm: "模型" },
    problems: {
      articleKind: "只能使用 .md 或 .txt 文件。", articleOne: "一次只能用一个文件。", articleLarge: "文件超过 2 MiB。",
      articleEmpty: "文件里没有文字。", articleUndecodable: "文件无法作为文本读取，请另存为 UTF-8。",
      articleFrontMatter: "文件开头两行 --- 之间的内容无法读取，请改正或删去。",
      modelMissing: "请填写接口地址和模型。", modelKey: "密钥里有空格或 ASCII 以外的字符，不像是密钥。",
      modelAddress: "接口地址须以 http:// 或 https:// 开头，写到 /chat/completions 之前为止，不带用户名、? 和 #。",
      messageGone: "这条消息已经不在了。", ending: "程序正在结束。", internal: "出错了，详情见程序日志。",
    },
  },
  "zh-hant": {
    chats: "聊天", chat: "聊天", messages: "訊息", group: "群組", article: "文章", panel: "文章與回答", close: "關閉",
    cancel: "取消", ok: "好", send: "傳送", write: "訊息", writeAs: "以誰的身份發言", commands: "指令", newest: "最新 ↓",
    placeholder: "就這篇文章提問", placeholderGroup: (bot) => `提問時請 @${bot}`, start: "開始",
    groupHint: (bot) => `兩個人都在這個群裡。提到 @${bot}、回覆機器人的訊息或使用指令時，機器人才會回答。`,
    mention: "提到機器人", typing: (name) => `${name}正在輸入`, edited: "已編輯", reply: "回覆", replyTo: "回覆",
    replyGone: "訊息已刪除", editing: "正在編輯", stop: "停止", photo: "圖片", seconds: (s) => `${s} 秒`,
    clockTip: "從傳送到回答最後一次變化的時間", showAll: "展開", showLess: "收合", spoiler: "顯示隱藏的文字",
    block: "表格或程式碼", markTip: (n) => `在文章中查看來源 ${n}`, how: "回答的由來", retry: "連線中斷，正在重試……",
    langSwitch: "切換到英文", theme: (now) => `配色：${now}`, themes: { auto: "跟隨系統", light: "淺色", dark: "深色" },
    unreachable: "無法連上本頁面的伺服器。", noPlace: "找不到這條來源在文章中的位置。",
    modelOffline: "尚未設定模型，回答直接引用原文。", modelSet: "設定模型",
    modelNow: (name) => `由 ${name} 撰寫回答。`, modelCustom: (name) => `這次執行由 ${name} 撰寫回答。`, modelChange: "更換",
    modelTitle: "這次執行使用的模型", modelLocal: "在本機找到：", modelAddress: "介面位址", modelKey: "金鑰", modelName: "模型",
    modelNote: "可用任何相容 OpenAI 介面的服務。這裡填寫的內容不會儲存，程式結束即消失。想長期使用，請設定 LLM_BASE_URL、LLM_API_KEY 和 LLM_MODEL。",
    modelUse: "使用", modelReset: "恢復最初的設定",
    dropHere: "把文章拖到這裡（.md 或 .txt）", articleOther: "換一篇文章……", articleBack: "回到最初的文章",
    articleKept: "只儲存在記憶體中，程式結束即消失。", articleNow: (name) => `現在的文章：${name}`,
    others: "文庫中還有：", source: "來源", edition: "文章語言",
    editions: { zh: "中文", en: "English" }, traceNone: "這條訊息沒有留下記錄。",
    traceHint: "點一下回答下方的「回答的由來」，查看它是怎樣得出的。", question: "問題", query: "檢索語句", kind: "類型", language: "語言",
    kinds: { fact: "事實", compare: "比較", summary: "概述", followup: "追問", smalltalk: "閒聊" },
    answerer: "回答方式", model: "模型", notice: "說明", refused: "未作答", timings: "用時", evidence: "依據", score: "得分", coverage: "涵蓋", leg: "檢索路徑", rank: "名次",
    calls: "模型呼叫", noCalls: "沒有呼叫模型。", tokens: (a, b) => `輸入 ${a}，輸出 ${b} 個詞元`, checks: "核對", noChecks: "沒有發現問題。",
    citations: "引用", unverified: "未核實", usage: "詞元", cost: "費用", replied: "回覆", failed: "錯誤",
    steps: { analyze: "分析", retrieve: "檢索", first_token: "首個詞元", total: "合計" },
    answerers: { extractive: "文章原句，不用模型", llm: "模型" },
    problems: {
      articleKind: "只能使用 .md 或 .txt 檔案。", articleOne: "一次只能用一個檔案。", articleLarge: "檔案超過 2 MiB。",
      articleEmpty: "檔案裡沒有文字。", articleUndecodable: "檔案無法當成純文字讀取，請另存為 UTF-8。",
      articleFrontMatter: "檔案開頭兩行 --- 之間的內容無法讀取，請改正或刪去。",
      modelMissing: "請填寫介面位址和模型。", modelKey: "金鑰裡有空格或 ASCII 以外的字元，不像是金鑰。",
      modelAddress: "介面位址須以 http:// 或 https:// 開頭，寫到 /chat/completions 之前為止，不帶使用者名稱、? 和 #。",
      messageGone: "這條訊息已經不在了。", ending: "程式正在結束。", internal: "出錯了，詳情見程式的記錄。",
    },
  },
};

let current = "en";

/** setLanguage chooses the language of t, a language code for the bot: "zh-hans", "zh-hant" or "en". */
export function setLanguage(language) {
  current = language;
}

/** t returns a sentence of the page in the chosen language. */
export function t(key, ...values) {
  const word = words[current][key];
  return typeof word === "function" ? word(...values) : word;
}

/** named returns a word of a list of words, or another text, else the name itself, where the page has none for it. */
export const named = (list, name, other = name) => words[current][list][name] ?? other;
